Attribute VB_Name = "XlSop"
Option Explicit
Private shownText As String
' The add-in's macros and ribbon callbacks. No rule lives here: every button runs one function of the Python
' package xl_sop.

Public Sub NewSop()
    ' xlwings starts Python for the active workbook; where none is open, an empty one stands in.
    If ActiveWorkbook Is Nothing Then Workbooks.Add
    CallPython "import xl_sop.addin; xl_sop.addin.new_sop()"
End Sub

Public Sub AddPerformer()
    CallPython "import xl_sop.addin; xl_sop.addin.add_performer()"
End Sub

Public Sub RenumberSteps()
    CallPython "import xl_sop.addin; xl_sop.addin.renumber()"
End Sub

Public Sub ValidateSop()
    CallPython "import xl_sop.addin; xl_sop.addin.validate()"
End Sub

Public Sub NextFinding()
    CallPython "import xl_sop.addin; xl_sop.addin.next_finding()"
End Sub

Public Sub CountMinutes()
    CallPython "import xl_sop.addin; xl_sop.addin.totals()"
End Sub

Public Sub FillIdentification()
    CallPython "import xl_sop.addin; xl_sop.addin.identification()"
End Sub

Public Sub ExportJson()
    CallPython "import xl_sop.addin; xl_sop.addin.export_json()"
End Sub

Public Sub ClearMarks()
    CallPython "import xl_sop.addin; xl_sop.addin.clear_marks()"
End Sub

Public Sub ShowHelp()
    CallPython "import xl_sop.addin; xl_sop.addin.help()"
End Sub

Public Sub OnNewSop(control As IRibbonControl)
    NewSop
End Sub

Public Sub OnAddPerformer(control As IRibbonControl)
    AddPerformer
End Sub

Public Sub OnRenumberSteps(control As IRibbonControl)
    RenumberSteps
End Sub

Public Sub OnValidateSop(control As IRibbonControl)
    ValidateSop
End Sub

Public Sub OnNextFinding(control As IRibbonControl)
    NextFinding
End Sub

Public Sub OnCountMinutes(control As IRibbonControl)
    CountMinutes
End Sub

Public Sub OnFillIdentification(control As IRibbonControl)
    FillIdentification
End Sub

Public Sub OnExportJson(control As IRibbonControl)
    ExportJson
End Sub

Public Sub OnClearMarks(control As IRibbonControl)
    ClearMarks
End Sub

Public Sub OnShowHelp(control As IRibbonControl)
    ShowHelp
End Sub

Private Sub CallPython(pythonCommand As String)
    Dim pythonFile As String
    If ActiveWorkbook Is Nothing Then
        MsgBox "Buka dahulu buku kerja SOP, lalu tekan tombol ini lagi.", vbInformation, "SOP"
        Exit Sub
    End If
    pythonFile = MissingPython()
    If pythonFile <> "" Then
        MsgBox "Python yang menjalankan tombol ini tidak ada lagi di komputer ini:" & vbCrLf & pythonFile & vbCrLf & _
            vbCrLf & "Tutup Excel, pasang Python dan xl-sop lagi, jalankan perintah ""xl-sop addin install"", lalu " & _
            "buka kembali buku kerja ini.", vbExclamation, "SOP"
        Exit Sub
    End If
    On Error GoTo Failed
    RunPython pythonCommand
    ForgetStatusLater
    Exit Sub
Failed:
    MsgBox "Python tidak dapat dijalankan. Tutup Excel, jalankan perintah ""xl-sop doctor"", lalu ikuti sarannya." _
        & vbCrLf & vbCrLf & Err.Description, vbExclamation, "SOP"
End Sub

Private Function MissingPython() As String
    ' The file that the installer wrote down, if it is gone. xlwings would say so in English, and only without its
    ' server. On macOS looking would make Excel ask for permission.
    Dim pythonFile As String
    If InStr(Application.OperatingSystem, "Windows") = 0 Then Exit Function
    pythonFile = GetConfig("INTERPRETER_WIN", "")
    If pythonFile <> "" Then
        If Not FileExists(pythonFile) Then MissingPython = pythonFile
    End If
End Function

Private Sub ForgetStatusLater()
    ' What a button says in the status bar would stand there until another button is pressed.
    If InStr(Application.OperatingSystem, "Windows") = 0 Then Exit Sub
    If VarType(Application.StatusBar) <> vbString Then Exit Sub
    shownText = Application.StatusBar
    Application.OnTime Now + TimeSerial(0, 0, 30), "'" & ThisWorkbook.Name & "'!XlSop.ForgetStatus"
End Sub

Public Sub ForgetStatus()
    If VarType(Application.StatusBar) <> vbString Then Exit Sub
    If Application.StatusBar = shownText Then Application.StatusBar = False
End Sub

Public Function Answer(result As Variant) As Variant
    ' The worksheet functions answer with numbers; a text says why there is none. SUM would pass over a text in
    ' silence, so the cell gets an error value, and the sentence stands in its note.
    Dim row As Long, column As Long, isTable As Boolean, reason As String
    If IsArray(result) Then
        On Error Resume Next
        column = LBound(result, 2)
        isTable = (Err.Number = 0)
        On Error GoTo 0
        For row = LBound(result, 1) To UBound(result, 1)
            If Not isTable Then
                NumberOrError result(row), reason
            Else
                For column = LBound(result, 2) To UBound(result, 2)
                    NumberOrError result(row, column), reason
                Next column
            End If
        Next row
    Else
        NumberOrError result, reason
    End If
    ShowReason reason
    Answer = result
End Function

Private Sub NumberOrError(value As Variant, reason As String)
    If VarType(value) <> vbString Then Exit Sub
    If reason = "" Then reason = value
    value = CVErr(xlErrValue)
End Sub

Private Sub ShowReason(reason As String)
    ' A function may change nothing but the note of its cell; where Excel refuses that too, the error value says enough.
    Const Ours As String = "SOP: "
    Dim cell As Range
    On Error Resume Next
    If TypeName(Application.Caller) <> "Range" Then Exit Sub
    Set cell = Application.Caller.Cells(1, 1)
    If cell.Comment Is Nothing Then
        If reason <> "" Then cell.AddComment Ours & reason
    ElseIf Left$(cell.Comment.Text, Len(Ours)) = Ours Then
        If reason = "" Then
            cell.Comment.Delete
        ElseIf cell.Comment.Text <> Ours & reason Then
            cell.Comment.Text Ours & reason
        End If
    End If
End Sub
